/** What one change costs when much has happened before, and beside computing a view again. */
@NullMarked
package dev.evert.benchmarks.history;

import org.jspecify.annotations.NullMarked;
