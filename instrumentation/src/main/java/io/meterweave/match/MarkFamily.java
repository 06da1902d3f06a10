// SPDX-License-Identifier: Apache-2.0
package io.meterweave.match;

import java.util.List;
import java.util.Map;

/**
 * Annotations that belong together, such as those of one library.
 *
 * <p>Immutable.
 */
interface MarkFamily {
  /** Returns the annotations; a container of repeated ones is not one of them. */
  List<MarkType> types();

  /** Returns the containers of repeated annotations: theirs to the descriptor of what they hold. */
  Map<String, String> containers();
}
