import type { LoaderFunctionArgs } from '@remix-run/cloudflare';
import { categories, tagsByName } from '#db/queries/content.ts';
import { assetsUsedBy } from '#db/queries/media.ts';
import { members } from '#db/queries/members.ts';
import { boardOf, piecesOf, projectActivity, projectMembersOf } from '#db/queries/projects.ts';
import { VIEWS } from '#app/domains/planning/ui/projects/project-page.tsx';
import { read } from '#app/platform/guard.server.ts';
import { pageOf } from '#app/platform/page.ts';
import { signed } from '../media/signed.server.ts';
import { projectCursor } from './project-asked.ts';

/** How many cards a column has room for. */
const CARDS = 30;

export function viewOf(request: Request) {
  const asked = new URL(request.url).searchParams.get('show');
  return asked === 'change' ? asked : (VIEWS.find((view) => view === asked) ?? 'board');
}

const named = ({ userId, name, role, permissions }: { userId: string; name: string; role: 'owner' | 'admin' | 'editor' | 'member' | 'viewer'; permissions: string[] }) => ({ id: userId, name, role, permissions });

/** What one view of a project shows beside its nameplate. It shares the page's one trip. */
export async function readView(args: LoaderFunctionArgs, projectId: string) {
  const show = viewOf(args.request);
  switch (show) {
    case 'board': {
      const { cards, people } = await read(args, 'project:read', { cards: boardOf(projectId, CARDS), people: members({ limit: 200 }) });
      return { show, cards, people: people.rows.map(named) } as const;
    }
    case 'list': {
      const { pieces } = await read(args, 'project:read', { pieces: piecesOf(projectId, projectCursor(args.request, 'instant', 50)) });
      return { show, pieces } as const;
    }
    case 'people': {
      const { inProject, people } = await read(args, 'project:read', { inProject: projectMembersOf(projectId), people: members({ limit: 200 }) });
      return { show, inProject, people: people.rows.map(named) } as const;
    }
    case 'activity': {
      const { entries } = await read(args, 'project:read', { entries: projectActivity(projectId, pageOf(args.request, 'number')) });
      return { show, entries } as const;
    }
    case 'about':
    case 'change': {
      const found = await read(args, 'project:read', { categories: categories(), tags: tagsByName(), people: members({ limit: 200 }), logos: assetsUsedBy('project_logo', projectId) });
      const [logo] = found.logos;
      return {
        show,
        categories: found.categories.map(({ id, name, path }) => ({ id, name, path })),
        tags: found.tags,
        people: found.people.rows.map(({ userId, name }) => ({ id: userId, name })),
        logo: logo ? await signed(args.context.env, logo) : null,
      } as const;
    }
  }
}
