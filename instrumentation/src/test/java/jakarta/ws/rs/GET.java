// SPDX-License-Identifier: Apache-2.0
package jakarta.ws.rs;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Stands for the annotation of that name, which is known by its name alone. */
@Retention(RetentionPolicy.RUNTIME)
public @interface GET {}
