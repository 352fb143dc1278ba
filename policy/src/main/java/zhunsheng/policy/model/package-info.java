/** A regulation as data: norms, procedures, routes, parties, vocabulary. */
@NullMarked
package zhunsheng.policy.model;

import org.jspecify.annotations.NullMarked;
