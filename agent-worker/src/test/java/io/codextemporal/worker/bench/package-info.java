/**
 * Benchmarks: each a main class NAMEBench that prints its section of docs/performance.md, as {@code
 * scripts/bench} runs it. They measure; tests judge.
 */
@NullMarked
package io.codextemporal.worker.bench;

import org.jspecify.annotations.NullMarked;
