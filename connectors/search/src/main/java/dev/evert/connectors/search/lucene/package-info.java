/** The embedded search index: a sink that fills a Lucene directory, and searching it. */
@NullMarked
package dev.evert.connectors.search.lucene;

import org.jspecify.annotations.NullMarked;
