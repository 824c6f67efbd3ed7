/*
 * Linked - text whose web addresses can be followed.  Only http and https: an
 * address is what somebody sent, and is opened without telling where from.
 */

const ADDRESS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])/g;


export function Linked({ text }: { text: string }) {
    return (
        <>
            {text.split(ADDRESS).map((part, i) => (i % 2 === 1
                ? <a key={i} href={part} target="_blank" rel="noopener noreferrer nofollow">{part}</a>
                : part))}
        </>
    );
}
