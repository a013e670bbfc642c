package io.codextemporal.activities.model;

import io.codextemporal.protocol.ProviderSettings;

/** Port: what this worker alone knows of a provider. Asked anew for every request. */
@FunctionalInterface
public interface ProviderSecrets {
  ProviderAccess resolve(ProviderSettings provider);
}
