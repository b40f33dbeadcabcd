import type { ReactNode } from 'react';
import { imageSource } from '#app/domains/media/ui/asset-address.ts';
import type { LibraryAsset } from '#app/domains/media/ui/library-asset.ts';
import { DefinitionList } from '#app/ui/definition-list.tsx';
import { Section } from '#app/ui/section.tsx';
import { GoalList } from '../goal-list.tsx';
import { spanWords } from './project-words.ts';
import type { Named, ShownProject } from './shown-project.ts';

interface ProjectAboutProps {
  project: ShownProject;
  categories: readonly Named[];
  tags: readonly Named[];
  logo: LibraryAsset | null;
  whyNotTick: string | null;
}

/** What the project is for, whom it speaks to, and how it sounds. */
export function ProjectAbout({ project, categories, tags, logo, whyNotTick }: ProjectAboutProps) {
  const { voice, tone, style, wordsToUse, wordsToAvoid, colors } = project.brandGuidelines;
  const names = (all: readonly Named[], ids: readonly string[]) => all.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return (
    <>
      <Section title="Goals" lead="What it wants to reach.">
        <GoalList of={{ action: `/projects/${project.id}`, name: 'projectId', id: project.id }} goals={project.goals} whyNot={whyNotTick} />
      </Section>
      <Section title="The project">
        <DefinitionList
          items={[
            { term: 'Audience', value: prose(project.targetAudience) },
            { term: 'Owner', value: project.owner },
            { term: 'Dates', value: spanWords(project) },
            { term: 'Usual categories', value: names(categories, project.categoryIds).join(', ') },
            { term: 'Usual tags', value: names(tags, project.tagIds).join(', ') },
          ]}
        />
      </Section>
      <Section title="How it sounds" lead="For everyone who writes for it. The checks beside a text point at words to avoid.">
        <DefinitionList
          items={[
            { term: 'Voice', value: prose(voice) },
            { term: 'Tone', value: prose(tone) },
            { term: 'Style', value: prose(style) },
            { term: 'Words to use', value: wordsToUse && <Words words={wordsToUse} /> },
            { term: 'Words to avoid', value: wordsToAvoid && <Words words={wordsToAvoid} /> },
            { term: 'Colours', value: colors && <Colors colors={colors} /> },
            { term: 'Logo', value: logo ? <img src={imageSource(logo, 320)} alt={logo.altText || 'The logo of the project'} className="max-h-24 max-w-full rounded-md border border-rule bg-sheet object-contain p-2" /> : null },
          ]}
        />
      </Section>
    </>
  );
}

const prose = (text: string | undefined): ReactNode => (text ? <span dir="auto" className="whitespace-pre-line">{text}</span> : null);

function Words({ words }: { words: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-1.5">
      {words.map((word) => (
        <li key={word} dir="auto" className="rounded-sm bg-well px-1.5">
          {word}
        </li>
      ))}
    </ul>
  );
}

function Colors({ colors }: { colors: readonly string[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
      {colors.map((color) => (
        <li key={color} className="inline-flex items-center gap-1.5 font-mono text-sm">
          <svg aria-hidden viewBox="0 0 16 16" className="size-4 rounded-sm border border-rule-strong">
            <rect width="16" height="16" fill={color} />
          </svg>
          {color}
        </li>
      ))}
    </ul>
  );
}
