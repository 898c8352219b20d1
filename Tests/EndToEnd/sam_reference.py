# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS SAM makes of templates, for test_templates_reference.py. Runs in an environment of its own, with
aws-sam-cli: it reads one JSON object per line, {"template": PATH, "parameters": {...}}, and writes the functions, or
{"error": TEXT}."""

import json
import logging
import sys

from samcli.lib.intrinsic_resolver.intrinsic_property_resolver import IntrinsicResolver
from samcli.lib.intrinsic_resolver.intrinsics_symbol_table import IntrinsicsSymbolTable
from samcli.lib.providers.sam_base_provider import SamBaseProvider
from samcli.lib.providers.sam_function_provider import SamFunctionProvider
from samcli.lib.providers.sam_stack_provider import SamLocalStackProvider
from samcli.local.lambdafn.env_vars import EnvironmentVariables

logging.disable(logging.CRITICAL)


def functions(template, parameters):
    stacks, remote = SamLocalStackProvider.get_stacks(
        template_file=template, parameter_overrides=parameters, language_extensions_enabled=True)
    conditions = {stack.stack_path: Conditions(stack) for stack in stacks}
    created = []
    for function in SamFunctionProvider(stacks, ignore_code_extraction_warnings=True).get_all():
        if not conditions[function.stack_path].creates(function.name): continue
        variables = (function.environment or {}).get("Variables") if isinstance(function.environment, dict) else {}
        created.append({
            "path": function.full_path, "name": function.functionname, "runtime": function.runtime,
            "handler": function.handler, "timeout": function.timeout, "memory": function.memory,
            "layers": len(function.layers), "code": function.codeuri, "package": function.packagetype,
            "environment": {
                # `sam local` passes objects, which its parser couldn't resolve, as empty texts.
                name: None if isinstance(value, (dict, list)) else EnvironmentVariables()._stringify_value(value)
                for name, value in (variables if isinstance(variables, dict) else {}).items()}})
    return created


class Conditions:
    """SAM lists all resources; CloudFormation only creates those whose condition is true."""

    def __init__(self, stack):
        values = SamBaseProvider._get_parameter_values(stack.template_dict, stack.parameters)
        table = IntrinsicsSymbolTable(logical_id_translator=values, template=stack.template_dict)
        self.resolver = IntrinsicResolver(template=stack.template_dict, symbol_resolver=table)
        self.resources = stack.template_dict.get("Resources", {})
        self.conditions = stack.template_dict.get("Conditions", {})

    def creates(self, name):
        condition = self.resources.get(name, {}).get("Condition")
        if not isinstance(condition, str): return True
        try:
            return bool(self.resolver.intrinsic_property_resolver(self.conditions[condition], ignore_errors=False))
        except Exception:
            return True


if __name__ == "__main__":
    for line in sys.stdin:
        case = json.loads(line)
        try:
            result = functions(case["template"], case["parameters"])
        except Exception as error:
            result = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(result), flush=True)
