/** {@code evert log}: looks at a log, proves what it holds and checks such proofs. */
@NullMarked
package dev.evert.shell.log;

import org.jspecify.annotations.NullMarked;
