/** The same keys with any words. */
export type Widened<Value> = { readonly [Key in keyof Value]: Value[Key] extends string ? string : Widened<Value[Key]> }
