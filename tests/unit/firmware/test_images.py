from datetime import datetime
from hashlib import md5, sha256

import pytest
import requests
from cryptography.hazmat.primitives.hashes import SHA256

from chalicelib.firmware.images import NewImage
from chalicelib.kernel.errors import Invalid, NotFound, Refused
from tests.unit.firmware.desk import ANN, IMAGE, V2, Desk
from tests.unit.firmware.keys import PSS, RSA, certificate, signed


@pytest.fixture
def desk(aws):
    return Desk()


def test_an_image_is_known_by_its_digests_once_its_file_is_there(desk):
    image = desk.announced(content=None)
    waiting = desk.images.image("n", image.firmware_id, ANN)
    desk.images.files.client().put_object(Bucket="files", Key=image.key, Body=IMAGE)

    there = desk.images.image("n", image.firmware_id, ANN)

    assert (waiting.state, waiting.digest) == ("AWAITING_UPLOAD", None)
    assert (there.state, there.size, there.signature_state) == ("STORED", len(IMAGE), "NONE")
    assert there.digest.sha256 == sha256(IMAGE).hexdigest()
    assert there.digest.md5 == md5(IMAGE, usedforsecurity=False).hexdigest()
    assert desk.images.images("n", ANN, None, 10).items == [there]


def test_an_image_uploaded_anew_is_judged_anew(desk):
    image, address = desk.images.announce("n", ANN, V2)
    requests.put(address, data=b"wrong file", timeout=5)
    first = desk.images.seen("n", image.firmware_id)
    requests.put(address, data=IMAGE, timeout=5)

    assert desk.images.seen("n", image.firmware_id).digest != first.digest


@pytest.mark.parametrize(
    ("of", "verdict"), [(IMAGE, "VALID"), (b"another", "INVALID")], ids=["fits", "does not fit"]
)
def test_a_signature_is_held_against_the_file(desk, of, verdict):
    new = NewImage("Winter", "2.0", signing_certificate=certificate(RSA), signature=signed(of, PSS, SHA256()))
    image = desk.announced(new)

    assert desk.images.image("n", image.firmware_id, ANN).signature_state == verdict


def test_a_signed_image_goes_out_with_signature_and_certificate_and_a_wrong_one_does_not(desk):
    pem = certificate(RSA)
    good = NewImage("Winter", "2.0", signing_certificate=pem, signature=signed(IMAGE, PSS, SHA256()))
    bad = NewImage("Winter", "2.0", signing_certificate=pem, signature=signed(b"x", PSS, SHA256()))
    desk.begin(desk.announced(good))

    with pytest.raises(Refused) as refused:
        desk.begin(desk.announced(bad))

    assert desk.asked[0].params["signing_certificate"] == pem
    assert desk.asked[0].params["signature"] == good.signature
    assert refused.value.code == "signature_invalid"
    assert len(desk.asked) == 1


def test_half_of_a_signature_is_refused(desk):
    with pytest.raises(Invalid):
        desk.announced(NewImage("Winter", "2.0", signature="QUJD"))


def test_an_image_removed_is_gone_with_its_file(desk):
    image = desk.announced()

    desk.images.remove("n", image.firmware_id, ANN)

    assert desk.images.files.stored(image.key) is None
    with pytest.raises(NotFound):
        desk.images.image("n", image.firmware_id, ANN)


def test_a_charge_point_fetches_the_image_by_the_address_it_was_given(desk):
    update = desk.begin()

    params = desk.asked[0].params
    assert requests.get(params["url"], timeout=5).content == IMAGE
    assert params["request_id"] == update.request_id
    assert "signature" not in params
    assert datetime.fromisoformat(params["retrieve_at"]) == desk.now
