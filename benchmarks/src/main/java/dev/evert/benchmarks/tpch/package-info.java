/** The views of TPC-H: what a refresh costs beside PostgreSQL's. */
@NullMarked
package dev.evert.benchmarks.tpch;

import org.jspecify.annotations.NullMarked;
