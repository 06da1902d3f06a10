// SPDX-License-Identifier: Apache-2.0
package io.meterweave.sample.desk;

import org.springframework.http.HttpStatus;

/** The customer has asked more than the tier allows. */
final class QuotaExceededException extends DeskException {
  QuotaExceededException(String message) {
    super(HttpStatus.TOO_MANY_REQUESTS, message);
  }
}
