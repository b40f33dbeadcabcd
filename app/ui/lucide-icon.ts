import { createElement, type SVGProps } from 'react';

interface IconData {
  node: [tag: string, attributes: Record<string, string>][];
}

type IconProps = SVGProps<SVGSVGElement> & { size?: number };

const OUTLINE = { xmlns: 'http://www.w3.org/2000/svg', viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 2, strokeLinecap: 'round', strokeLinejoin: 'round' } as const;

/** Draws Lucide's icons in the builds (vite.config.ts): its own drawer weighs 3 KB, nearly all for what nobody here asks of it. */
export default function createLucideIcon({ node }: IconData) {
  return ({ size = 24, className = '', ...rest }: IconProps) =>
    createElement('svg', { ...OUTLINE, width: size, height: size, className: `lucide ${className}`.trim(), ...rest }, node.map(([tag, attributes]) => createElement(tag, attributes)));
}
