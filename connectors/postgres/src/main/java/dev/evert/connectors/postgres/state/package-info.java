/** What a source remembers from run to run, beside the rows that it appended. */
@NullMarked
package dev.evert.connectors.postgres.state;

import org.jspecify.annotations.NullMarked;
