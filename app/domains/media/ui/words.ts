import { AudioLines, Film, FileText, Image, type LucideIcon, File } from 'lucide-react';

export type AssetType = 'image' | 'video' | 'audio' | 'document' | 'other';

export const TYPES: Record<AssetType, { word: string; plural: string; icon: LucideIcon }> = {
  image: { word: 'Image', plural: 'Images', icon: Image },
  video: { word: 'Video', plural: 'Videos', icon: Film },
  audio: { word: 'Audio', plural: 'Audio', icon: AudioLines },
  document: { word: 'Document', plural: 'Documents', icon: FileText },
  other: { word: 'File', plural: 'Other files', icon: File },
};

const UNITS = ['bytes', 'KB', 'MB', 'GB', 'TB'];

/** In steps of a thousand, as the limits of platforms are given. */
export function sizeWords(bytes: number): string {
  const step = bytes < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return `${step === 0 || value >= 100 ? Math.round(value) : value.toFixed(1).replace('.0', '')} ${bytes === 1 ? 'byte' : UNITS[step]}`;
}

/** 1:02:03 */
export function durationWords(seconds: number): string {
  const whole = Math.round(seconds);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export const files = (count: number) => (count === 1 ? '1 file' : `${count} files`);

/** What is typed before files are deleted for good. */
export const PURGE_WORD = 'delete';
