"""Transforms the template as the platform does, once for each case: reads {"template": FILE, "cases": [{"parameters": {...},
"artefacts": {FUNCTION: NAME}}], "events": BOOLEAN} and writes a list of templates, both JSON. An artefact's name stands for the place to
which it was uploaded, which is named by its content. Without events, which take most of the time, no routes come out."""
import copy
import json
import sys

from samtranslator.translator.transform import transform
from samtranslator.yaml_helper import yaml_parse


class NoManagedPolicies:
    def load(self):
        return {}


request = json.load(sys.stdin)
with open(request["template"], encoding="utf-8") as file:
    source = yaml_parse(file.read())
transformed = []
for case in request["cases"]:
    template = copy.deepcopy(source)
    if not request["events"]:
        for resource in template["Resources"].values():
            resource["Properties"].pop("Events", None)
    for function, artefact in case["artefacts"].items():
        template["Resources"][function]["Properties"]["CodeUri"] = "s3://artefacts/" + artefact
    transformed.append(transform(template, case["parameters"], NoManagedPolicies()))
json.dump(transformed, sys.stdout)
