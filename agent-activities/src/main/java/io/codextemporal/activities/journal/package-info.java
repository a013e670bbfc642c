/**
 * What a worker notes before and after a side effect, so that the next worker knows what happened;
 * and the places at which tests let it die. Knows no tool and no Temporal.
 */
@NullMarked
package io.codextemporal.activities.journal;

import org.jspecify.annotations.NullMarked;
