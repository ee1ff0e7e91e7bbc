# Each command alone does all its set-up on a machine with Python 3.11+, git and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
OUTPUT ?= demo-output
WORKERS ?= 2

.PHONY: demo test check bench soak docs wheel clean

# The main job on the example study: reliability, the code matrix per school, and their Word, Excel and web versions.
demo: $(VENV)/installed
	$(BIN)/qualcode demo "$(OUTPUT)"

# Lint, types and all tests on small fixed samples.
test: $(VENV)/installed-test check
	$(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m "not soak and not bench"

# Lint and types only.
check: $(VENV)/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Speed, as a ratio against a peer in the same run.
bench: $(VENV)/installed-test
	$(BIN)/pytest -q -s -p no:cacheprovider -o python_files="bench_*.py" -m bench --benchmark-disable tests/benchmarks

# The full numbers: many more examples, the heavy tests, the whole of what make test samples.
soak: $(VENV)/installed-test
	QUALCODE_SOAK=1 $(BIN)/pytest -q -n $(WORKERS) --dist loadfile -m "not bench"

# The reference pages that are rendered from the program.
docs: $(VENV)/installed-test
	$(BIN)/python -m qualcode.cli.reference > docs/reference/commands.md
	$(BIN)/python -m qualcode.cli.pictures docs/how-to/pictures
	$(BIN)/python -c "from qualcode.codebook.schema import as_text; print(as_text(), end='')" > codebooks/schema.json

wheel: $(VENV)/installed-test
	$(BIN)/pip wheel -q --no-deps -w dist .

clean:
	rm -rf $(VENV) dist build demo-output .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/python:
	$(PYTHON) -c 'import sys; sys.exit("qualcode needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/installed: $(VENV)/python pyproject.toml constraints.txt
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e .
	$(BIN)/python -m compileall -q qualcode
	touch $@

$(VENV)/installed-test: $(VENV)/python pyproject.toml constraints.txt
	$(BIN)/pip install -q --disable-pip-version-check -c constraints.txt -e ".[test]"
	$(BIN)/python -m compileall -q qualcode
	touch $@ $(VENV)/installed
