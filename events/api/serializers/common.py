"""Bodies that other bodies name."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from events.text import clean_line, clean_lines

FAR_OVER = 10


class LineIn(serializers.CharField):
    """A title or a name as somebody typed it, without what nobody can see; bounds hold for the rest."""

    clean = staticmethod(clean_line)

    def to_internal_value(self, data: Any) -> str:
        """Fails as `blank` where nothing visible is left."""
        text = super().to_internal_value(data)
        if len(text) > FAR_OVER * (self.max_length or len(text)):
            return text  # the bound refuses it, and cleaning megabytes takes a while
        text = self.clean(text)
        if not text and not self.allow_blank:
            self.fail("blank")
        return text


class LinesIn(LineIn):
    """The same with its line breaks."""

    clean = staticmethod(clean_lines)


class ErrorBody(serializers.Serializer[Any]):
    """The envelope of every error."""

    code = serializers.CharField()
    message = serializers.CharField()
    fields = serializers.DictField(child=serializers.CharField())  # type: ignore[assignment]


class UnitRef(serializers.Serializer[Any]):
    """A unit, as other bodies name it."""

    id = serializers.IntegerField()
    slug = serializers.CharField()
    name = serializers.CharField()


class UnitOut(UnitRef):
    """A unit in the tree."""

    parent = serializers.IntegerField(allow_null=True)  # type: ignore[assignment]
    zone = serializers.CharField()


class PersonOut(serializers.Serializer[Any]):
    """A member of staff."""

    id = serializers.IntegerField()
    username = serializers.CharField()
    name = serializers.CharField()
