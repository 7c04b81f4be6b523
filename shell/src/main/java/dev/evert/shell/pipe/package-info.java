/** The pipe language: one line that names sources, queries and sinks. */
@NullMarked
package dev.evert.shell.pipe;

import org.jspecify.annotations.NullMarked;
