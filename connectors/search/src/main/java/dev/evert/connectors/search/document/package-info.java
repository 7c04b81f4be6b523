/** What search stores have in common: rows as JSON documents, keys as readable ids. */
@NullMarked
package dev.evert.connectors.search.document;

import org.jspecify.annotations.NullMarked;
