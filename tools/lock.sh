#!/usr/bin/env bash
# Resolve the dependencies anew into requirements/*.lock, with hashes and without index addresses.
set -euo pipefail
cd "$(dirname "$0")/.."
compile() { uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate "$@"; }
compile pyproject.toml -o requirements/run.lock
compile pyproject.toml --group dev -c requirements/run.lock -o requirements/dev.lock
printf 'hatchling>=1.27\neditables>=0.5\n' | compile - -o requirements/build.lock
printf 'torch==2.13.0\nonnx>=1.20\nsafetensors>=0.5\n' | compile - -c requirements/run.lock -o requirements/train.lock
