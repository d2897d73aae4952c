#!/usr/bin/python3
"""Records what Mistral's own evaluators make of expressions.

    /usr/bin/python3 record.py < EXPRESSIONS > jinja.jsonl

Reads one JSON text a line, evaluates it over data.json as Mistral does with a task's input, and writes one object a line:
{"text", "json"} with the result as Python's json writes it, or {"text", "fails": true}. Results that JSON does not know
are left out. Needs Mistral's Python packages (npm run openstack:up installs nothing: they are the system's).
"""

import json
import pathlib
import sys

from mistral.expressions import evaluate

DATA = json.loads(pathlib.Path(__file__).with_name('data.json').read_text())


def recorded(text):
    try:
        value = evaluate(text, json.loads(json.dumps(DATA)))
    except Exception:
        return {'text': text, 'fails': True}
    try:
        return {'text': text, 'json': json.dumps(value)}
    except (TypeError, ValueError):
        return None


for line in sys.stdin:
    result = recorded(json.loads(line))
    if result is not None:
        print(json.dumps(result))
