package dev.evert.dataflow.state;

/**
 * Where the image of a run lies.
 *
 * @param file the number of the file
 * @param from where the image starts in it
 * @param length of the image, in bytes
 */
record RunPlace(long file, long from, long length) {}
