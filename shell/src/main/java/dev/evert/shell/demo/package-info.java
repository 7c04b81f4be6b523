/**
 * {@code evert demo}: a real database, a real data set, a real crash, told in plain words. What
 * only this package needs is on the class path only when the demo runs.
 */
@NullMarked
package dev.evert.shell.demo;

import org.jspecify.annotations.NullMarked;
