/** Sinks that fill an index of OpenSearch or Elasticsearch over HTTP, and searching them. */
@NullMarked
package dev.evert.connectors.search.rest;

import org.jspecify.annotations.NullMarked;
