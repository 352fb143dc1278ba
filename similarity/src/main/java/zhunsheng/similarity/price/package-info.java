/** Where an amount stands among what others paid for the like. */
@NullMarked
package zhunsheng.similarity.price;

import org.jspecify.annotations.NullMarked;
