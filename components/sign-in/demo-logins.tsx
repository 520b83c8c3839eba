import { signInForm } from "@/app/actions/sessions";
import { Avatar } from "@/components/people/avatar";
import type { FoundPerson } from "@/lib/wire/people";

type DemoLoginsProps = { logins: { person: FoundPerson; password: string }[]; next: string };

export function DemoLogins({ logins, next }: DemoLoginsProps) {
  if (logins.length === 0) return null;
  return (
    <section className="mt-7 border-hairline border-t pt-5">
      <p className="mb-3 text-muted text-small">This is a demo. Look around as one of these people:</p>
      <ul className="grid grid-cols-3 gap-2">
        {logins.map(({ person, password }) => (
          <li key={person.id}>
            <form action={signInForm}>
              <input type="hidden" name="username" value={person.username} />
              <input type="hidden" name="password" value={password} />
              <input type="hidden" name="next" value={next} />
              <button
                type="submit"
                className="grid w-full justify-items-center gap-2 rounded-[0.875rem] bg-raised pt-3.5 pb-2.5 font-medium text-small ring-1 ring-hairline ring-inset transition-colors duration-120 hover:bg-hover"
              >
                <Avatar id={person.id} name={person.name} pictureId={null} />
                <span>
                  <span className="sr-only">Sign in as </span>
                  {person.username}
                </span>
              </button>
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}
