import type { TestProject } from 'vitest/node';
import { startLocalImages } from '../../scripts/local-images.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    imagesAt: string;
  }
}

/** Cuts and fits as the Images service does, which the emulation of its binding leaves out. */
export default async function setup(project: TestProject) {
  const images = await startLocalImages();
  project.provide('imagesAt', images?.url ?? '');
  return () => images?.stop();
}
