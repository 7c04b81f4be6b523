/**
 * What every connector must do, as test classes to extend, and the doubles of the engine that they
 * use.
 */
@NullMarked
package dev.evert.testing.contract;

import org.jspecify.annotations.NullMarked;
