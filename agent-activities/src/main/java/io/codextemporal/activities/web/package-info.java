/**
 * The web as a worker sees it: searches through a configured service, pages as text. What comes
 * from there is data for the model, marked as such, and changes nothing of what is allowed.
 */
@NullMarked
package io.codextemporal.activities.web;

import org.jspecify.annotations.NullMarked;
