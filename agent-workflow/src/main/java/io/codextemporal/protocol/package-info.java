/**
 * What a client and a session say to each other, and the ids everyone shares. Plain records with a
 * lenient JSON form; knows no other package of ours, no Temporal, no clock.
 */
@NullMarked
package io.codextemporal.protocol;

import org.jspecify.annotations.NullMarked;
