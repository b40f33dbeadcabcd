import { Ellipsis, PencilLine } from 'lucide-react';
import { replyTo } from '#app/platform/form-reply.ts';
import { Button } from '#app/ui/button.tsx';
import { FormProblem } from '#app/ui/form-problem.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import { Menu, MenuForm, MenuHeading, MenuRule } from '#app/ui/menu.tsx';
import { useShell } from '#app/ui/shell/shell-data.ts';
import { NEXT_OF_PROJECT, type ProjectStatus, whyNotMoveProject } from '../../project.ts';
import { PROJECT_STATUSES_SHOWN } from './project-words.ts';
import type { Whys } from './project-page.tsx';
import type { ShownProject } from './shown-project.ts';

const DEEDS: Record<ProjectStatus, string> = { active: 'Make active', paused: 'Pause', completed: 'Complete', archived: 'Archive' };

interface ProjectDeedsProps {
  project: ShownProject;
  why: Whys;
  reply: unknown;
  changing: boolean;
}

/** What is done to the project as a whole: change it, take it a step further, put it away. */
export function ProjectDeeds({ project, why, reply, changing }: ProjectDeedsProps) {
  const { organization } = useShell();
  const action = `/projects/${project.id}`;
  const steps = NEXT_OF_PROJECT[project.status].filter((to) => why.change === null && whyNotMoveProject(project, to) === null);
  const refused = replyTo(reply, 'status') ?? replyTo(reply, 'remove');
  return (
    <>
      {refused && <FormProblem formId="project-deeds" reply={refused} />}
      {!changing &&
        (why.change === null ? (
          <LinkButton to="?show=change" icon={PencilLine}>
            Change
          </LinkButton>
        ) : (
          <Button icon={PencilLine} whyNot={why.change}>
            Change
          </Button>
        ))}
      {(steps.length > 0 || why.remove === null) && (
        <Menu label="More" trigger={<Ellipsis size={16} aria-hidden />} align="end">
          {steps.length > 0 && <MenuHeading>Status</MenuHeading>}
          {steps.map((to) => (
            <MenuForm key={to} action={action} organizationId={organization.id} icon={PROJECT_STATUSES_SHOWN[to].icon} fields={{ intent: 'status', projectId: project.id, revision: String(project.revision), to }}>
              {DEEDS[to]}
            </MenuForm>
          ))}
          {why.remove === null && (
            <>
              {steps.length > 0 && <MenuRule />}
              <MenuForm action={action} organizationId={organization.id} tone="danger" fields={{ intent: 'remove', projectId: project.id }}>
                Remove the project
              </MenuForm>
            </>
          )}
        </Menu>
      )}
    </>
  );
}
