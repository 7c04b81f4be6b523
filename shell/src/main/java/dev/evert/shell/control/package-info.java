/**
 * How other processes talk to the one that runs a pipe: lines of JSON over a socket in the pipe's
 * directory, which only its owner may enter.
 */
@NullMarked
package dev.evert.shell.control;

import org.jspecify.annotations.NullMarked;
