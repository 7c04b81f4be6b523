/**
 * The file system as the log sees it: one directory of flat files. Handed in, so that tests can put
 * one there that loses unsynced pages, writes short, runs full or flips bits.
 */
@NullMarked
package dev.evert.log.files;

import org.jspecify.annotations.NullMarked;
