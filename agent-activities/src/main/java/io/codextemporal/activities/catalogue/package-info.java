/**
 * Which tools the model is offered and which models there are: specs and texts, one line a tool.
 * Knows nothing of how a tool runs.
 */
@NullMarked
package io.codextemporal.activities.catalogue;

import org.jspecify.annotations.NullMarked;
