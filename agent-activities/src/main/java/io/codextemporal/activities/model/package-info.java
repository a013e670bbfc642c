/**
 * Asks the model: the request, the stream, what each failure means. Knows the Responses API and
 * openai-java, and nothing of how tools run or of the loop that asks.
 */
@NullMarked
package io.codextemporal.activities.model;

import org.jspecify.annotations.NullMarked;
