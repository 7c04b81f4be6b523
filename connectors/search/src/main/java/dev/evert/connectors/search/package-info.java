/** Search indexes as sinks: embedded Lucene, and OpenSearch or Elasticsearch over HTTP. */
@NullMarked
package dev.evert.connectors.search;

import org.jspecify.annotations.NullMarked;
