/** The values of the law: money in 分, days, terms, the working calendar, and the unknown. */
@NullMarked
package zhunsheng.policy.value;

import org.jspecify.annotations.NullMarked;
