/**
 * The contracts between a session and its workers: activity interfaces, their one request and one
 * result record each, and failure types.
 */
@NullMarked
package io.codextemporal.activity;

import org.jspecify.annotations.NullMarked;
