"""Fields of a mapping of which some say where a field of the product comes from."""

from collections.abc import Iterator

from scorecards.importing.mapping.source import Source
from scorecards.model.fields import Model


class Sources(Model):
    """Fields of which some say where a field of the product comes from."""

    def fields(self) -> Iterator[tuple[str, Source]]:
        """Give each field that has one source, in the order in which it is written."""
        for name in type(self).model_fields:
            source = getattr(self, name)
            if isinstance(source, Source):
                yield name, source

    def sources(self) -> Iterator[Source]:
        """Give every source."""
        for _, source in self.fields():
            yield source
