/** Whole pipes: real databases and stores, processes that are killed, limits that are reached. */
@NullMarked
package dev.evert.shell.system;

import org.jspecify.annotations.NullMarked;
