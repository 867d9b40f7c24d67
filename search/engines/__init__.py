"""The engine in use: Elasticsearch where ELASTICSEARCH_URL names one, else the embedded one."""

from functools import cache

from django.conf import settings

from search.engines.base import Engine, EngineDown


def engine() -> Engine:
    return engine_for(settings.ELASTICSEARCH_URL, settings.SEARCH_PREFIX, str(settings.DATA_DIR))


@cache
def engine_for(url: str, prefix: str, data_dir: str) -> Engine:
    if url:
        from search.engines.elastic import Elastic

        return Elastic(url, prefix)
    from search.engines.embedded import Embedded

    return Embedded(data_dir, prefix)


__all__ = ["Engine", "EngineDown", "engine"]
