import { deleteList, type ListRow } from '../../api/lists.ts';
import { ConfirmDialog } from '../../parts/ConfirmDialog.tsx';
import { useAction } from '../../parts/hooks/useAction.ts';
import { tell } from '../../parts/toasts.tsx';
import { useWords } from '../../words/useWords.ts';

interface DeleteListDialogProps {
  readonly list: ListRow;
  readonly onClose: () => void;
}

export function DeleteListDialog({ list, onClose }: DeleteListDialogProps) {
  const words = useWords();
  const remove = useAction(deleteList, [['lists'], ['people'], ['person']]);
  const confirm = () =>
    remove.mutate(list.id, {
      onSuccess: () => {
        tell({ text: words.lists.deleted });
        onClose();
      },
    });
  return (
    <ConfirmDialog
      title={words.lists.deleteTitle}
      verb={words.do.delete}
      isBusy={remove.isPending}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p className="person-name">{list.list_data || words.lists.unnamed}</p>
      <p>{words.lists.deleteLead}</p>
    </ConfirmDialog>
  );
}
