"""From Chalice's template to plain CloudFormation, on this machine."""

import json
from copy import deepcopy
from typing import Any

from boto3.session import Session
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator

from infra.cloud.http_api import ACCOUNT
from infra.cloud.names import arn
from infra.cloud.websocket import REPLACED


def expanded(template: dict[str, Any], region: str) -> dict[str, Any]:
    """What `chalice package --merge-template` made, without what we replace and without SAM's own words.

    What API Gateway calls is called by its name there, not by a reference: names.py tells why. Raises
    samtranslator's InvalidDocumentException.
    """
    whole = deepcopy(template)
    resources = whole["Resources"]
    for name in REPLACED:
        del resources[name]
    resources["WebsocketAPIStage"]["Properties"].pop("DeploymentId")
    api = resources["RestAPI"]["Properties"]
    function = resources["APIHandler"]["Properties"]["FunctionName"]
    by_name = arn("lambda", f"function:{function}")["Fn::Sub"]
    api["DefinitionBody"] = json.loads(
        json.dumps(api["DefinitionBody"]).replace("${APIHandler.Arn}", by_name)
    )
    parameters = whole.pop("Parameters")  # SAM would write their defaults in the place of references
    translator = Translator({}, Parser(), boto_session=Session(region_name=region))
    found: dict[str, Any] = {**translator.translate(whole, {}), "Parameters": parameters}
    for made in found["Resources"].values():
        if made["Type"] == "AWS::ApiGateway::Deployment":
            del made["Properties"]["StageName"]  # SAM's second stage, "Stage", has neither limits nor logs
    found["Resources"]["RestAPIapiStage"]["DependsOn"] = [ACCOUNT]  # SAM cannot be told
    return found
