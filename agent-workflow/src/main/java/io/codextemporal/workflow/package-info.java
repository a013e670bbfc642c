/**
 * The session as a Temporal workflow: a thin adapter around the loop. The only package that may
 * import io.temporal.workflow.
 */
@NullMarked
package io.codextemporal.workflow;

import org.jspecify.annotations.NullMarked;
