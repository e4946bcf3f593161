import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.ocpp.frames import (
    MAX_MESSAGE,
    OCPP_16,
    OCPP_21,
    OCPP_201,
    Broken,
    Call,
    CallError,
    CallResult,
    CallResultError,
    Send,
    encode,
    parse,
)

CODES = {"FormatViolation", "MessageTypeNotSupported", "RpcFrameworkError"}

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        pytest.param('[2,"1","Heartbeat",{}]', Call("1", "Heartbeat", {}), id="a call"),
        pytest.param('[3,"1",{"a":1}]', CallResult("1", {"a": 1}), id="a result"),
        pytest.param(
            '[4,"1","InternalError","why",{}]', CallError("1", "InternalError", "why"), id="an error"
        ),
        pytest.param('[2,17,"Heartbeat",{}]', Call(17, "Heartbeat", {}), id="a number as id stays one"),
        pytest.param(f'[2,"{"x" * 64}","A",{{}}]', Call("x" * 64, "A", {}), id="an id over 36 characters"),
        pytest.param('["2","1","A",{}]', Call("1", "A", {}), id="the type as text"),
        pytest.param('[2.0,"1","A",{}]', Call("1", "A", {}), id="the type with a fraction"),
        pytest.param('[2,"1","A",null]', Call("1", "A", {}), id="null for no payload"),
        pytest.param('[2,"1","A",[]]', Call("1", "A", {}), id="an empty list for an empty object"),
        pytest.param('[2,"1"," A ",{},"more"]', Call("1", "A", {}), id="blanks and a fifth element"),
        pytest.param('\ufeff [2,"1","A",{}]\r\n\0', Call("1", "A", {}), id="a BOM, blanks, a NUL at the end"),
        pytest.param('[2,"1","A",{"v":8.1}]', Call("1", "A", {"v": Decimal("8.1")}), id="exact fractions"),
        pytest.param('[2,"1","A",{"v":NaN}]', Call("1", "A", {"v": "NaN"}), id="NaN is no number"),
        pytest.param('[2,"1","A",{"v":1e999}]', Call("1", "A", {"v": "1e999"}), id="nor is 1e999"),
        pytest.param(
            '[2,"1","A",{"v":9223372036854775807}]', Call("1", "A", {"v": 2**63 - 1}), id="the largest id"
        ),
        pytest.param(r'[2,"1","A",{"v":"a\u0000b"}]', Call("1", "A", {"v": "ab"}), id="NUL in a text"),
        pytest.param(r'[2,"1","A",{"v":"\ud800"}]', Call("1", "A", {"v": "\ufffd"}), id="half a character"),
        pytest.param(r'[2,"1","A",{"v":"\ud83d\ude00"}]', Call("1", "A", {"v": "😀"}), id="a whole one"),
        pytest.param('[3,"1"]', CallResult("1", {}), id="a result without payload"),
        pytest.param(
            '[3,"1","Accepted"]',
            CallError("1", "FormationViolation", "The answer is not an object."),
            id="a result that is no object is as good as an error",
        ),
        pytest.param('[4,"1"]', CallError("1", "GenericError"), id="an error without code"),
        pytest.param('[4,"1",null,null,null]', CallError("1", "GenericError"), id="an error of nulls"),
    ],
)
def test_what_can_be_understood_is(text, frame):
    assert parse(text) == frame


@pytest.mark.parametrize(
    ("text", "message_id"),
    [
        pytest.param("", None, id="nothing"),
        pytest.param("nonsense", None, id="no JSON"),
        pytest.param("{}", None, id="an object"),
        pytest.param("[]", None, id="an empty list"),
        pytest.param("[2]", None, id="no id"),
        pytest.param('[2,"","A",{}]', None, id="an empty id"),
        pytest.param('[2,null,"A",{}]', None, id="null as id"),
        pytest.param('[2,{},"A",{}]', None, id="an object as id"),
        pytest.param('[2,"1","Heartbeat"]', "1", id="three elements"),
        pytest.param('[99,"1","A",{}]', "1", id="a type of 99"),
        pytest.param('[true,"1","A",{}]', "1", id="a type of true"),
        pytest.param('[2,"1",7,{}]', "1", id="a number as action"),
        pytest.param('[2,"1","",{}]', "1", id="an empty action"),
        pytest.param('[2,"1","A","payload"]', "1", id="a text as payload"),
        pytest.param('[2,"1","A",[1]]', "1", id="a list as payload"),
        pytest.param('[2,"1","A",{"a":', "1", id="cut off"),
        pytest.param('[2, 12 ,"A",{"a":', 12, id="cut off, with a number as id"),
        pytest.param('[3,"1",{"a":', None, id="a result cut off is not answered"),
        pytest.param('[2,"1","A",' + "[" * 100_000, "1", id="nested without end"),
        pytest.param('[2,"1","A",{"v":' + "[" * 900 + "]" * 900 + "}]", "1", id="nested deeply"),
        pytest.param('[2,"1","A",{"v":' + "9" * 5000 + "}]", "1", id="a number of 5000 digits"),
        pytest.param('[2,"1","A",{"v":"' + "x" * MAX_MESSAGE + '"}]', "1", id="over 128 KiB"),
        pytest.param('[2,"1","A",{"v":"' + "€" * (MAX_MESSAGE // 3) + '"}]', "1", id="over 128 KiB as bytes"),
    ],
)
def test_what_is_no_frame_is_answered_where_it_has_an_id(text, message_id):
    frame = parse(text)

    assert isinstance(frame, Broken)
    assert frame.message_id == message_id
    for protocol, code in ((OCPP_16, {"FormationViolation"}), (OCPP_201, CODES)):
        answer = frame.answer(protocol)
        told = answer and json.loads(encode(answer, protocol))
        is_result = text.startswith("[3")
        if is_result or (message_id is None and protocol == OCPP_16):
            assert told is None
        else:
            assert told[:2] == [4, "-1" if message_id is None else message_id]
            assert told[2] in code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('[99,"1","A",{}]', "MessageTypeNotSupported"),
        ('[2,"1","A",7]', "FormatViolation"),
        ('[2,"1","A"]', "RpcFrameworkError"),
        ('[2,null,"A",{}]', "RpcFrameworkError"),
    ],
)
def test_what_is_broken_has_a_word_of_its_own_since_2_0(text, code):
    frame = parse(text, OCPP_201)

    assert isinstance(frame, Broken)
    assert frame.code == code
    assert (
        json.loads(encode(frame.answer(OCPP_16) or frame.answer(OCPP_201), OCPP_16))[2]
        == "FormationViolation"
    )


def test_2_1_has_two_more_kinds_of_frames():
    assert parse('[6,"1","NotifyPeriodicEventStream",{"id":1}]', OCPP_21) == Send(
        "1", "NotifyPeriodicEventStream", {"id": 1}
    )
    assert parse('[5,"1","FormatViolation","no",{}]', OCPP_21) == CallResultError(
        "1", "FormatViolation", "no"
    )
    for text in ('[6,"1","NotifyPeriodicEventStream",{}]', '[5,"1","FormatViolation","no",{}]'):
        assert isinstance(parse(text, OCPP_201), Broken)


@pytest.mark.parametrize(
    "text", ['[6,null,"A",{}]', '[6,"1",7,{}]', '[6,"1","A",7]', '[6,"1","A",{"a":', '[5,""]']
)
def test_what_is_told_without_asking_is_never_answered(text):
    frame = parse(text, OCPP_21)

    assert isinstance(frame, Broken)
    assert frame.answer(OCPP_21) is None


@given(
    st.text() | JSON.map(json.dumps) | st.lists(JSON, max_size=6).map(json.dumps),
    st.sampled_from([OCPP_16, OCPP_201, OCPP_21]),
)
def test_no_text_raises(text, protocol):
    frame = parse(text, protocol)

    if isinstance(frame, Call | CallResult | CallError):
        assert json.loads(encode(frame))[1] == frame.message_id


@given(st.text(min_size=1), st.dictionaries(st.text(), JSON, max_size=3))
def test_what_goes_out_comes_in_again(message_id, payload):
    text = json.dumps([3, message_id, payload])
    frame = parse(text)

    assert isinstance(frame, CallResult)
    assert parse(encode(frame)) == frame


@pytest.mark.parametrize(
    ("frame", "text"),
    [
        pytest.param(Call("c", "Reset", {"type": "Soft"}), '[2,"c","Reset",{"type":"Soft"}]', id="a call"),
        pytest.param(CallResult("1", {}), '[3,"1",{}]', id="a result"),
        pytest.param(CallResult("é", {"a": "ü"}), r'[3,"\u00e9",{"a":"\u00fc"}]', id="ASCII alone"),
        pytest.param(
            CallError("1", "InternalError", "w" * 300),
            '[4,"1","InternalError","' + "w" * 255 + '",{}]',
            id="a description has 255 characters",
        ),
        pytest.param(CallResult("1", {"v": Decimal("8.10")}), '[3,"1",{"v":8.1}]', id="fractions"),
    ],
)
def test_frames_go_out_compact(frame, text):
    assert encode(frame) == text
