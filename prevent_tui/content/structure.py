"""`course.toml` and `questions.toml` made into modules, steps and questions that fit together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from prevent_tui.content import documents, soundness
from prevent_tui.content.documents import Document
from prevent_tui.content.folder import Folder, UnreadableError, fault
from prevent_tui.content.forms import CourseForm, ModuleForm, QuestionForm, StepForm
from prevent_tui.domain.courses import Branch, Module, Phase, Question, QuestionKind, Step, StepKind

COURSE, QUESTIONS = "course.toml", "questions.toml"


def without_repeats(folder: Folder, document: Document, form: CourseForm) -> tuple[ModuleForm, ...]:
    """The course's modules, with the first of any modules or steps of one id; the others are noted."""
    modules: dict[str, ModuleForm] = {}
    taken = {form.final.id} if form.final else set()
    for module in form.modules:
        steps = []
        for step in module.steps:
            if step.id in taken:
                folder.note("duplicate_id", COURSE, document.mention(step.id, 2), part="steps", id=step.id)
            else:
                steps.append(step)
            taken.add(step.id)
        if module.id in modules:
            folder.note("duplicate_id", COURSE, document.mention(module.id, 2), part="modules", id=module.id)
        else:
            modules[module.id] = ModuleForm(module.id, module.minutes, tuple(steps))
    return tuple(modules.values())


@dataclass(frozen=True, slots=True)
class Bank:
    """The questions that can be asked, and the ids of all; `declared` is None when the file can't be read."""

    sound: Mapping[str, Question] = field(default_factory=dict)
    declared: frozenset[str] | None = None

    def declares(self, name: str) -> bool:
        """Whether there may be a question of that id, sound or not."""
        return self.declared is None or name in self.declared


def bank(folder: Folder, modules: tuple[ModuleForm, ...]) -> Bank:
    """The questions of `questions.toml`."""
    with folder.noting():
        document = documents.read(folder, QUESTIONS)
        return Bank(_sound(folder, document, modules), frozenset(document.values))
    return Bank()


def _sound(folder: Folder, document: Document, modules: tuple[ModuleForm, ...]) -> dict[str, Question]:
    """The questions that can be asked; why another can't is noted."""
    pages = {step.id for module in modules for step in module.steps if step.kind in (StepKind.PAGE, StepKind.PART)}
    found: dict[str, Question] = {}
    for name in document.values:
        with folder.noting():
            question = _question(name, document.table(name, QuestionForm))
            wrong = [*soundness.structure(question)]
            if question.module not in {module.id for module in modules}:
                wrong.append(("unknown_module", {"id": question.module}))
            if question.page not in pages:
                wrong.append(("unknown_page", {"id": question.page}))
            for code, details in wrong:
                folder.note(code, QUESTIONS, document.line(name), question=name, **details)
            if not wrong:
                found[name] = question
    return found


def _question(name: str, form: QuestionForm) -> Question:
    nodes = {
        node: tuple(Branch(b.id, None if b.next == "end" else b.next, b.good) for b in choices.options)
        for node, choices in form.nodes.items()
    }
    return Question(
        id=name,
        kind=form.kind,
        module=form.module,
        aim=form.aim,
        difficulty=form.difficulty,
        page=form.page,
        options=form.options,
        key=form.key,
        groups=form.groups,
        pairs=form.pairs,
        start=form.start,
        nodes=nodes,
        pool=form.pool,
    )


class Steps:
    """The steps of a course, made from the questions that can be asked; what doesn't fit is noted."""

    def __init__(self, folder: Folder, document: Document, *, bank: Bank) -> None:
        self._folder = folder
        self._document = document
        self._bank = bank

    def modules(self, forms: tuple[ModuleForm, ...]) -> tuple[Module, ...]:
        """The modules that have a step left; a check or scenario without a question is left out."""
        modules = []
        for form in forms:
            steps = []
            for step in form.steps:
                with self._folder.noting():
                    steps.append(self._step(form.id, step))
            if steps:
                modules.append(Module(form.id, form.minutes, tuple(steps)))
        return tuple(modules)

    def _step(self, module: str, form: StepForm) -> Step:
        phase = self._phase(form)
        named = tuple(name for name in form.questions if self._may_ask(form, name))
        if form.kind.asks and not named:
            raise UnreadableError(fault("step_empty", COURSE, self._document.mention(form.id), step=form.id))
        return Step(form.id, form.kind, module, phase, named)

    def _phase(self, form: StepForm) -> Phase | None:
        wanted = (Phase.BEFORE, Phase.AFTER) if form.kind is StepKind.CHECK else (None,)
        if form.phase in wanted:
            return form.phase
        self._note("wrong_phase", form, phase=form.phase or "")
        return None

    def _may_ask(self, form: StepForm, name: str) -> bool:
        if not self._bank.declares(name):
            self._note("unknown_question", form, id=name)
            return False
        if name not in self._bank.sound:
            return False
        told = form.kind is StepKind.SCENARIO and self._bank.sound[name].kind is not QuestionKind.SCENARIO
        if not form.kind.asks or told:
            self._note("wrong_kind", form, question=name)
            return False
        return True

    def _note(self, code: str, form: StepForm, **details: str) -> None:
        self._folder.note(code, COURSE, self._document.mention(form.id), step=form.id, **details)
