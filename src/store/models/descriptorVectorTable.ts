/** What another model made of a descriptor's face. */
export interface DescriptorVectorTable {
  descriptor_id: string;
  /** Never that of the descriptor's own row. */
  model_id: string;
  /** False while an installation prepares to move to the model: nodes that work in it do not see it yet. */
  in_use: boolean;
  /** float32, little endian. */
  vector: Uint8Array;
}
