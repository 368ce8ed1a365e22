"""The rules of the house that a machine can hold."""

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "report_assistant"
FILES = sorted(SOURCE.rglob("*.py"))
TRACKED = subprocess.run(
    ["git", "ls-files", "-co", "--exclude-standard", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.split("\0")[:-1]
FRAMEWORKS = ("langchain", "langchain_core", "langchain_openai", "openai", "chromadb", "gradio")
FORBIDDEN_NAMES = re.compile(r"^(data|info|item|items|manager|helper|utils?|process_\w+|handle_\w+)$")


def tree_of(file):
    return ast.parse(file.read_text(encoding="utf-8"))


def relative(file):
    return str(file.relative_to(ROOT))


def functions():
    for file in FILES:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield file, node


def test_functions_are_at_most_thirty_lines():
    long = [f"{relative(f)}:{n.lineno} {n.name}" for f, n in functions() if n.end_lineno - n.lineno + 1 > 30]
    assert long == []


def test_functions_have_at_most_five_parameters():
    def parameters(node):
        named = [*node.args.posonlyargs, *node.args.args]
        return len([a for a in named if a.arg not in ("self", "cls")])

    many = [f"{relative(f)}:{n.lineno} {n.name}" for f, n in functions() if parameters(n) > 5]
    assert many == []


def test_files_are_at_most_350_lines():
    assert [relative(f) for f in FILES if len(f.read_text(encoding="utf-8").splitlines()) > 350] == []


def test_every_file_says_what_it_is():
    assert [relative(f) for f in FILES if not ast.get_docstring(tree_of(f))] == []


def test_every_package_says_what_comes_in_and_what_it_must_not_know():
    packages = [f for f in FILES if f.name == "__init__.py" and f.parent != SOURCE]
    wanted = ("In:", "Out:", "must not", "newcomer")
    silent = [
        relative(f) for f in packages if any(w not in " ".join(ast.get_docstring(tree_of(f)).split()) for w in wanted)
    ]
    assert silent == []


def test_names_are_of_the_form_and_of_the_house():
    loose = []
    for file in FILES:
        for node in ast.walk(tree_of(file)):
            name = getattr(node, "name", None) if isinstance(node, ast.FunctionDef | ast.ClassDef) else None
            name = node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else name
            name = node.arg if isinstance(node, ast.arg) else name
            if isinstance(name, str) and FORBIDDEN_NAMES.match(name):
                loose.append(f"{relative(file)}:{node.lineno} {name}")
    assert loose == []


def test_a_broad_except_stands_in_two_places_only():
    broad = {
        relative(file)
        for file in FILES
        for node in ast.walk(tree_of(file))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or (isinstance(node.type, ast.Name) and node.type.id in ("Exception", "BaseException")))
        and not any(isinstance(inner, ast.Raise) and inner.exc is None for inner in ast.walk(node))
    }
    assert {path for path in broad if "/web/" not in path} == {"src/report_assistant/checks/run.py"}
    assert len([path for path in broad if "/web/" in path]) <= 1


def test_only_settings_reads_the_environment():
    readers = [relative(f) for f in FILES if re.search(r"os\.(environ|getenv)", f.read_text(encoding="utf-8"))]
    assert readers == ["src/report_assistant/settings.py"]


def test_code_never_lists_the_rows_of_table_three():
    for file in FILES:
        named = set(re.findall(r"\b(?:denied|unable|refused)\.[a-z_]+", file.read_text(encoding="utf-8")))
        assert len(named) <= 3, (relative(file), named)


@pytest.mark.parametrize("module", ["checks", "cli", "workbench", "wiring", "intake", "export", "chat"])
def test_no_framework_is_loaded_before_it_is_needed(module):
    script = (
        f"import json, sys, report_assistant.{module}; "
        f"print(json.dumps([name for name in {FRAMEWORKS!r} if name in sys.modules]))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == []


def test_check_loads_no_framework():
    sample = ROOT / "corpus" / "reports" / "shichang" / "2025.report.json"
    script = (
        "import json, sys, contextlib, io\n"
        "from report_assistant.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()):\n"
        f"    code = main(['check', {str(sample)!r}, '--json'])\n"
        f"print(json.dumps([code, [name for name in {FRAMEWORKS!r} if name in sys.modules]]))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [0, []]


def test_no_commit_names_a_machine_a_registry_or_a_binary():
    trouble = []
    suspects = re.compile(
        "|".join(("/ho" + "me/", "/ro" + "ot/", "/wo" + "rk/", "pyp" + r"i\.org", "pythonho" + "sted", "npm" + r"js\."))
    )
    for name in TRACKED:
        file = ROOT / name
        if not file.is_file() or file.suffix == ".png":
            continue
        try:
            found = suspects.search(file.read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            found = "binary"
        if found:
            trouble.append((name, str(found)))
    assert trouble == []


def test_the_top_level_holds_what_was_agreed_and_customary_root_files():
    agreed = {"pyproject.toml", "src", "corpus", "prompts", "tests", "app.py"}
    customary = {
        ".ci", ".gitignore", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
        "README.zh-CN.md", "benchmarks", "constraints.txt",
    }  # fmt: skip
    assert {name.split("/")[0] for name in TRACKED} <= agreed | customary
