/** Files as bounded sources, and files and the standard output as sinks. */
@NullMarked
package dev.evert.connectors.files;

import org.jspecify.annotations.NullMarked;
